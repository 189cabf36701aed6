"""What is seen, photographed and promised on the gallery floor."""
