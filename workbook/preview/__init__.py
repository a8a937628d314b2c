"""The preview: a sheet as it will print, from the workbook itself."""
