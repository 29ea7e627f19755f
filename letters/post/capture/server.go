package capture

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"sync"
	"time"
)

// Mail is a message that the server took.
type Mail struct {
	From, To string
	Data     []byte // as it came, without the dots of the protocol
}

// Options are what the server demands and how it fails.
type Options struct {
	Security string            // "starttls", "tls" or "plain"
	Auth     string            // "login", "plain", "xoauth2" or "none"
	User     string            // who may sign in
	Secret   string            // with what
	Script   func(Turn) *Fault // what goes wrong; nil for nothing
	Keep     func(Mail)        // where messages go; nil: Stored has them
}

// Server is one that listens on a port of this machine until it is closed.
type Server struct {
	Port  int
	Roots *x509.CertPool // with which its certificate is trusted

	options  Options
	listener net.Listener
	tls      *tls.Config

	mu          sync.Mutex
	stored      []Mail
	count       int // of messages kept
	connections int
	messages    int
	open        map[net.Conn]bool
	group       sync.WaitGroup
}

// Start begins to listen.
func Start(o Options) (*Server, error) {
	certificate, roots, err := selfSigned()
	if err != nil {
		return nil, fmt.Errorf("make a certificate: %w", err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	s := &Server{
		Port: listener.Addr().(*net.TCPAddr).Port, Roots: roots,
		options: o, listener: listener, open: map[net.Conn]bool{},
		tls: &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12},
	}
	s.group.Go(s.accept)
	return s, nil
}

func (s *Server) accept() {
	for {
		conn, err := s.listener.Accept()
		if err != nil {
			return // closed
		}
		s.mu.Lock()
		s.connections++
		number := s.connections
		s.open[conn] = true
		s.mu.Unlock()
		s.group.Go(func() {
			(&session{server: s, conn: conn, number: number}).serve()
			conn.Close()
			s.mu.Lock()
			delete(s.open, conn)
			s.mu.Unlock()
		})
	}
}

// Close stops listening, drops every connection, and waits for them to end.
func (s *Server) Close() {
	s.listener.Close()
	s.mu.Lock()
	for conn := range s.open {
		conn.Close()
	}
	s.mu.Unlock()
	s.group.Wait()
}

// Quiet waits until no connection is open.
func (s *Server) Quiet() {
	for {
		s.mu.Lock()
		open := len(s.open)
		s.mu.Unlock()
		if open == 0 {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// Stored are the messages kept, in the order in which they came.
func (s *Server) Stored() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Mail(nil), s.stored...)
}

// Connections is how many there have been.
func (s *Server) Connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.connections
}

func (s *Server) keep(m Mail) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count++
	if s.options.Keep != nil {
		s.options.Keep(m)
		return
	}
	s.stored = append(s.stored, m)
}

// fault asks the script; nil means that all goes well.
func (s *Server) fault(t Turn) *Fault {
	if s.options.Script == nil {
		return nil
	}
	s.mu.Lock()
	t.Stored = s.count
	s.mu.Unlock()
	return s.options.Script(t)
}
