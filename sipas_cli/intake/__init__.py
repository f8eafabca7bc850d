"""From sheets to ballots and points: tables, headers, mappings, which criteria set reads which sheet."""
