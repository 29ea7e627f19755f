package extract

import (
	"fmt"

	"yearend/calc"
)

// at says where something stands, within a sentence.
func at(p calc.Problem) string {
	if p.Sheet != "" {
		return fmt.Sprintf("row %d of sheet %s of %s", p.Row, p.Sheet, p.File)
	}
	return fmt.Sprintf("row %d of %s", p.Row, p.File)
}
