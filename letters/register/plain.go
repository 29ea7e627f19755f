package register

import (
	"fmt"
	"os"
)

// ReadPlain reads a file of at most so many bytes, and refuses what is none: to read
// from a pipe or a device would wait for ever, or never end.
func ReadPlain(path string, most int64) ([]byte, error) {
	facts, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case facts.IsDir(): // the system says so in its own words
	case !facts.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no plain file, but a pipe or a device", Shown(path))
	case facts.Size() > most:
		return nil, fmt.Errorf("%s has %d MB, and at most %d MB are read: it is another file than was meant", Shown(path), facts.Size()>>20, most>>20)
	}
	return os.ReadFile(path)
}

// What is read whole has at most so many bytes.
const (
	MostText    = 4 << 20  // the project file, a scheme, a template
	MostPicture = 32 << 20 // a logo, a letter
	MostRecord  = 1 << 30  // a run's own tables, its journal
)
