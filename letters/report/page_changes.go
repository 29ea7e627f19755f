package report

// pageChange is a letter that replaces an earlier one.
type pageChange struct{}
