"""What is published: decision, appendices, letters, report, charts, the workbook of results."""
