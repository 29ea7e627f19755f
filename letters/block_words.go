package letters

// Words is every word of a block that a page shows.
func Words(block Block) []string {
	switch block := block.(type) {
	case Heading:
		return []string{block.Text.String()}
	case Paragraph:
		return []string{block.Text.String()}
	case List:
		var words []string
		for _, item := range block.Items {
			words = append(words, item.String())
		}
		return words
	case Address:
		return block.Lines
	case Summary:
		return rowWords(block.Rows)
	case Account:
		return append(rowWords(block.Rows), block.Caption, block.Item, block.Sum)
	case Table:
		return tableWords(block)
	case Chart:
		return append(append([]string{block.Caption, block.Says, block.Year}, block.Key[:]...), block.Months...)
	case Outlook:
		return append(append([]string{block.Caption, block.Gist, block.Says}, block.Months...), block.Key[:]...)
	case Signature:
		return append(append([]string{block.Ends()}, block.Lines()...), block.Beside()...)
	}
	return nil
}

func rowWords(rows []Row) []string {
	var words []string
	for _, row := range rows {
		words = append(words, row.Label, row.Value)
	}
	return words
}

func tableWords(t Table) []string {
	words := []string{t.Caption}
	for _, column := range t.Columns {
		words = append(words, column.Header)
	}
	for _, row := range t.Rows {
		words = append(words, row.Cells...)
	}
	return words
}
