"""Speaking to language models, whoever makes them; nothing here is needed for anything to work."""
