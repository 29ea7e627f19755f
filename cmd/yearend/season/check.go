package season

import (
	"context"

	"yearend/calc"
	"yearend/letters/run"
)

// Check reads and judges every input and composes every letter, and writes
// nothing: whether every letter could be made shows only in making it.
func Check(ctx context.Context, p Project, ask Request) (calc.Settlement, error) {
	rules, settled, err := Read(p, ask)
	if err != nil || settled.Extract.Stops() {
		return settled, err
	}
	before, err := lookBack(p, ask.Kind)
	if err != nil {
		return settled, err
	}
	compared, err := compare(ask, settled, before)
	if err != nil {
		return settled, err
	}
	return run.Try(ctx, p.order(ask, rules), compared)
}
