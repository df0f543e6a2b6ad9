"""`python -m maang`: calls the CLI."""

from maang.cli.app import main

if __name__ == "__main__":
    main()
