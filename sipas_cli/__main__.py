"""`python -m sipas_cli` is `sipas`."""

from sipas_cli.cli import main

main()
