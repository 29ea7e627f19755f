package season

import (
	"errors"
	"fmt"

	"yearend/letters/post"
)

// books are a run's journal with what keeps account of it outside the run, open to
// be written and kept to this program.
type books struct {
	*post.Journal
	outside *post.Books
}

func (b books) Close() error { return errors.Join(b.Journal.Close(), b.outside.Close()) }

// openBooks opens them, and sees that nothing has happened since they were read.
func (s *Sending) openBooks() (b books, err error) {
	if s.Project.here.Profile == "" {
		return b, errors.New("you have no profile on this computer, in which it is kept what was sent: give your account a home folder")
	}
	if b.Journal, err = post.OpenJournal(s.Run.Path(post.JournalFile), s.Run.Digest); err != nil {
		return b, err
	}
	if b.outside, err = s.Project.keep().Open(s.Run); err != nil {
		return b, errors.Join(err, b.Journal.Close())
	}
	if b.Journal.Head() != s.Head {
		return b, errors.Join(fmt.Errorf("the %s of %s has grown since it was read: somebody else is sending; begin again", post.JournalFile, s.Run.Name), b.Close())
	}
	if err := b.Journal.KeptBy(b.outside); err != nil {
		return b, errors.Join(err, b.Close())
	}
	return b, nil
}
