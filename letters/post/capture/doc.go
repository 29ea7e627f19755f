// Package capture is a small SMTP server on this machine that keeps what it is
// sent, and fails as it is told to: at any point of the conversation it gives
// another answer, waits, or drops the connection. Rehearsals and tests send to it.
package capture
