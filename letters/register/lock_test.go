package register

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var alex = Holder{Who: "alex", Host: "pc-7", PID: 41, Doing: "produce", Since: time.Date(2026, 4, 17, 9, 30, 0, 0, time.UTC)}

func take(t *testing.T, root string, h Holder) *Lock {
	t.Helper()
	l, err := Take(root, h)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// The second is refused, and hears who is at work and since when.
func TestTheSecondHearsWhoIsAtWork(t *testing.T) {
	root := filepath.Join(t.TempDir(), "output")
	if _, busy := AtWork(root); busy {
		t.Error("somebody is at work in a folder that is not there")
	}
	l := take(t, root, alex)
	_, err := Take(root, Holder{Who: "sam"})
	var busy Busy
	if !errors.As(err, &busy) || busy.Holder != alex {
		t.Fatalf("%v", err)
	}
	refused(t, err, "alex on pc-7, since 09:30:00 on 17 April 2026 (produce, process 41)")
	if who, is := AtWork(root); !is || who != alex {
		t.Errorf("at work: %v, %v", who, is)
	}
	if err := l.Release(); err != nil {
		t.Fatal(err)
	}
	if _, is := AtWork(root); is {
		t.Error("still at work after the release")
	}
	again := take(t, root, Holder{Who: "sam", Host: "pc-7"})
	if again.Left != nil {
		t.Errorf("%v is said to have been killed", again.Left)
	}
	if err := again.Release(); err != nil {
		t.Fatal(err)
	}
}

// A name without a lock is what a killed command leaves; a lock without a name
// is somebody's all the same.
func TestALeftOverNameIsToldApart(t *testing.T) {
	root := t.TempDir()
	l := take(t, root, alex)
	if err := l.lock.Unlock(); err != nil { // as the system does when a program is killed
		t.Fatal(err)
	}
	if _, is := AtWork(root); is {
		t.Error("a killed command is at work")
	}
	next := take(t, root, Holder{Who: "sam", Host: "pc-7"})
	if next.Left == nil || *next.Left != alex {
		t.Errorf("left by %v", next.Left)
	}
	if err := os.Remove(next.holder); err != nil {
		t.Fatal(err)
	}
	_, err := Take(root, alex)
	refused(t, err, "another yearend is at work in "+root)
	if who, is := AtWork(root); !is || who.Who != "somebody" {
		t.Errorf("%v, %v", who, is)
	}
	if err := next.Release(); err != nil {
		t.Errorf("a holder's name that is gone: %v", err)
	}
	write(t, filepath.Join(root, holderFile), "{")
	if l := take(t, root, alex); l.Left != nil {
		t.Errorf("half a name is %v", l.Left)
	}
}

// What another computer has left is not taken over: nobody here can see whether it
// still runs. Once a person has taken its name away, the lock is to be had.
func TestAHolderOnAnotherComputerIsNotOvertaken(t *testing.T) {
	root := t.TempDir()
	l := take(t, root, alex)
	if err := l.lock.Unlock(); err != nil { // as on a share that lost the connection
		t.Fatal(err)
	}
	sam := Holder{Who: "sam", Host: "pc-8"}
	_, err := Take(root, sam)
	var elsewhere Elsewhere
	if !errors.As(err, &elsewhere) || elsewhere.Holder != alex {
		t.Fatalf("%v", err)
	}
	refused(t, err, "alex on pc-7", "this computer cannot see whether it still runs")
	if err := os.Remove(elsewhere.File); err != nil {
		t.Fatal(err)
	}
	if l := take(t, root, sam); l.Left != nil {
		t.Errorf("left by %v", l.Left)
	}
}

// However many at once, one holds it.
func TestOneHoldsTheLock(t *testing.T) {
	root := t.TempDir()
	var group sync.WaitGroup
	var held, most, refusals atomic.Int32
	for range 20 {
		group.Go(func() {
			l, err := Take(root, alex)
			if err != nil {
				refusals.Add(1)
				return
			}
			most.Store(max(most.Load(), held.Add(1)))
			time.Sleep(time.Millisecond)
			held.Add(-1)
			if err := l.Release(); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if most.Load() != 1 {
		t.Errorf("%d at once", most.Load())
	}
	if refusals.Load() == 20 {
		t.Error("nobody had it")
	}
}

// Only what is unfinished is swept.
func TestSweep(t *testing.T) {
	root := t.TempDir()
	keep(t, root, Record{})
	put(t, begin(t, root), "a/b.txt", "x")
	put(t, begin(t, root), "c.txt", "x")
	if n, err := Sweep(root); n != 2 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	entries, err := os.ReadDir(root)
	if err != nil || len(entries) != 1 || entries[0].Name() != "run-001" {
		t.Errorf("%v, %v", entries, err)
	}
	if n, err := Sweep(filepath.Join(root, "not there")); n != 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

func TestNoFolderForTheLock(t *testing.T) {
	file := filepath.Join(t.TempDir(), "output")
	write(t, file, "")
	if _, err := Take(file, alex); err == nil || !strings.Contains(err.Error(), "make the folder of runs") {
		t.Errorf("%v", err)
	}
}
