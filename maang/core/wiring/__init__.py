"""The parts of the core, each the services of one side of the product."""
