"""The report for somebody who helps, as one file that needs nothing else: HTML, or a PDF of it."""
