"""`python -m sipas_cli` is `sipas`."""

from sipas_cli.cli import main

if __name__ == "__main__":  # a process that reads files for another one imports this too
    main()
