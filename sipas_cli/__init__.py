"""sipas: exact SIPAS and PAR scores, ranks, bands and decisions for Vietnamese provinces."""

__version__ = "0.4.0.dev0"
