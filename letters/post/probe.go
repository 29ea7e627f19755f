package post

import "context"

// Probe goes as far as the sender with the server, sends nothing, and tells each
// step that went well.
func (s Server) Probe(ctx context.Context, from string, tell func(step Step, found string)) error {
	l, err := s.dial(ctx, tell)
	if err != nil {
		return err
	}
	defer l.hangUp()
	l.await(l.patience)
	if err := l.client.Mail("<" + from + ">"); err != nil {
		return DialError{StepSender, err}
	}
	tell(StepSender, from)
	l.await(l.patience)
	if err := l.client.Reset(); err != nil {
		return DialError{StepSender, err}
	}
	l.leave()
	return nil
}
