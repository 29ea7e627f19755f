package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"yearend/fixtures"
	"yearend/letters"
	"yearend/letters/register"
)

// sampleICB is the sample ICB, made once for all tests.
var sampleICB = sync.OnceValue(fixtures.ICB)

// writeICB writes the sample ICB's project into a folder of its own, and gives
// the project file.
func writeICB(tb testing.TB) string {
	tb.Helper()
	project, err := putICB(tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	return project
}

func putICB(root string) (project string, err error) { return putProject(root, sampleICB()) }

// putProject writes the ICB's project with these inputs into a folder.
func putProject(root string, set fixtures.Set) (project string, err error) {
	text, err := os.ReadFile(filepath.Join("..", "..", "fixtures", "icb", "yearend.yaml"))
	if err != nil {
		return "", err
	}
	for name, data := range map[string][]byte{
		"yearend.yaml":         bytes.Replace(text, []byte("../../output"), []byte("output"), 1),
		"inputs/practices.csv": set.Practices,
		"inputs/contracts.csv": set.Contracts,
		"inputs/activity.csv":  set.Activity,
	} {
		if err := writeFile(filepath.Join(root, name), data); err != nil {
			return "", err
		}
	}
	return filepath.Join(root, "yearend.yaml"), nil
}

func writeFile(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o666)
}

// runsOf is the folder of runs of a project.
func runsOf(project string) register.Folder {
	return register.Folder{Root: filepath.Join(filepath.Dir(project), "output"), Kinds: letters.Kinds()}
}

// producedICB is a run of the sample ICB that several tests read, and none
// changes. It is made once.
type producedICB struct {
	once sync.Once
	root string
	err  error
}

var produced producedICB

// produceICB is the folder of the run that the program makes of the sample ICB,
// to be read only.
func produceICB(t *testing.T) string {
	t.Helper()
	produced.once.Do(func() { produced.err = produced.make(t) })
	if produced.err != nil {
		t.Fatal(produced.err)
	}
	return filepath.Join(produced.root, "output", "run-001")
}

func (p *producedICB) make(t *testing.T) (err error) {
	if p.root, err = os.MkdirTemp("", "yearend-icb-"); err != nil {
		return err
	}
	project, err := putICB(p.root)
	if err != nil {
		return err
	}
	if exit, said := child(t, "produce", "--project", project, "--as-of", "2026-04-17"); exit != exitPerson {
		return fmt.Errorf("exit %d, want 3, since some practices are held\n%s", exit, said)
	}
	return nil
}

// tidy is all tests, and then what they shared is cleared away.
type tidy struct{ *testing.M }

func (m tidy) Run() int {
	profiles := testProfiles()
	os.RemoveAll(profiles)
	code := m.M.Run()
	os.RemoveAll(profiles)
	os.RemoveAll(produced.root)
	os.RemoveAll(program.dir)
	return code
}
