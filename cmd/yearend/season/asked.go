package season

import (
	"yearend/calc"
	"yearend/letters/register"
)

// askedAndDecided reads what was asked and decided.
func (p Project) askedAndDecided(rests register.Run, settled calc.Settlement) (askedDecided, error) {
	return askedDecided{}, nil
}

// keptAskedAndDecided is the same from what an outcome run keeps.
func (p Project) keptAskedAndDecided(of, rests register.Run, settled calc.Settlement) (askedDecided, error) {
	return askedDecided{}, nil
}
