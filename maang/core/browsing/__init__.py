"""What is remembered, looked through: newest first without a question, and one text around a
passage of it."""
