"""What the delegates must bring home, what they came to, and how they tell it."""
