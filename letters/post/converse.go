package post

// receiptPatience is how many times longer a server may take over its receipt
// than over any other answer: it may look into the attachment, and a message
// given up too early is one that nobody knows of.
const receiptPatience = 5

// converse hands over one message. From the moment its last line is sent, only
// the server's clear answer tells what came of it.
func (l *line) converse(from string, m Message) Answer {
	l.await(l.patience)
	if err := l.client.Mail("<" + from + ">"); err != nil {
		return before(StepSender, err)
	}
	l.await(l.patience)
	if err := l.client.Rcpt("<" + m.To + ">"); err != nil {
		return l.refusedMailbox(before(StepTo, err))
	}
	l.await(l.patience)
	body, err := l.client.Data()
	if err != nil {
		return before(StepData, err)
	}
	for rest := m.Bytes; len(rest) > 0; {
		l.await(l.patience)
		n := min(len(rest), 16<<10)
		if _, err := body.Write(rest[:n]); err != nil {
			return before(StepContent, err) // its last line has not been sent
		}
		rest = rest[n:]
	}
	l.await(l.patience * receiptPatience)
	err = body.Close()
	receipt := ""
	if closer, ok := body.(interface{ ServerResponse() string }); ok {
		receipt = closer.ServerResponse()
	}
	return after(receipt, err)
}

// refusedMailbox keeps the connection where only the mailbox was refused and the
// server forgets the message begun.
func (l *line) refusedMailbox(a Answer) Answer {
	if a.own() {
		l.await(l.patience)
		a.Lost = l.client.Reset() != nil
	}
	return a
}
