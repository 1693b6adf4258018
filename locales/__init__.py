"""What it is called: catalogues, and the few lines that read and say dates."""
