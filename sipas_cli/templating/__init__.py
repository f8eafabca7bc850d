"""Templates that offices edit: the sandboxed environment, looking one over, tags, Word's own layout."""
