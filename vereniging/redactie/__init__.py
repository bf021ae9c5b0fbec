"""What the association itself publishes: news, and documents with their versions."""
