package post

import (
	"bytes"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"yearend/letters/post/capture"
	"yearend/letters/register"
)

// BenchmarkSending sends 390 messages with attachments of 60 kB over one
// connection, without a pace, every line of the journal flushed to the disk.
func BenchmarkSending(b *testing.B) {
	mailing, _ := mailingOf(390, 60_000)
	o := usual(nil)
	o.Keep = func(capture.Mail) {}
	s := start(b, o)
	b.ReportAllocs()
	for b.Loop() {
		d := Delivery{Mailing: mailing, Server: serverOf(s, o), Clock: SystemClock(time.Now), Journal: journalOf(b, filepath.Join(b.TempDir(), JournalFile))}
		if report := d.deliver(b, mailing.Envelopes); report.Count[Sent] != 390 {
			b.Fatalf("%+v", report)
		}
	}
	b.ReportMetric(390*float64(b.N)/b.Elapsed().Seconds(), "messages/s")
}

// Memory does not grow with the number of messages: with ten times as many, all
// that is alive in the middle of a round is hardly more.
func TestMemoryDoesNotGrow(t *testing.T) {
	few, many := aliveSending(t, 20), aliveSending(t, 200)
	if many > few+4<<20 {
		t.Errorf("sending 20 letters, %d kB are alive; sending 200, %d kB", few>>10, many>>10)
	}
}

// aliveSending is the most that is alive while so many letters of 60 kB are
// sent. They are made when they are read, as files are.
func aliveSending(t *testing.T, letters int) uint64 {
	mailing, files := mailingOf(letters, 0)
	read := mailing.Read
	mailing.Read = func(name string) ([]byte, error) {
		data, err := read(name)
		if strings.HasSuffix(name, ".pdf") {
			data = append(bytes.Clone(data), make([]byte, 60_000)...)
		}
		return data, err
	}
	for i, e := range mailing.Envelopes {
		data, _ := mailing.Read(e.Letter)
		mailing.Envelopes[i].SHA256, mailing.Digests[e.Letter] = register.Digest(data), register.Digest(data)
	}
	o := usual(nil)
	o.Keep = func(capture.Mail) {}
	d, _ := deliveryOf(t, mailing, o)
	var most uint64
	d.Tell = func(p Progress) {
		if p.Left%10 == 5 {
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
	}
	if report := d.deliver(t, mailing.Envelopes); report.Count[Sent] != letters {
		t.Fatalf("%+v of %d files", report, len(files))
	}
	return most
}
