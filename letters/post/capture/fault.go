package capture

import "time"

// Point is where in the conversation a client has come.
type Point string

const (
	Connect  Point = "connect"  // before the greeting
	Hello    Point = "hello"    // EHLO
	StartTLS Point = "starttls" // STARTTLS, and the handshake
	SignIn   Point = "sign-in"  // AUTH
	From     Point = "from"     // MAIL FROM
	To       Point = "to"       // RCPT TO
	Data     Point = "data"     // DATA
	Content  Point = "content"  // in the middle of the message
	End      Point = "end"      // after the message's last line
	Reset    Point = "reset"    // RSET
)

// Points are all of them, in the order of a conversation.
var Points = []Point{Connect, Hello, StartTLS, SignIn, From, To, Data, Content, End, Reset}

// Turn is a point of one conversation, for a script to judge.
type Turn struct {
	Point      Point
	Connection int    // from 1
	Message    int    // from 1, over all connections; 0 before the first MAIL FROM
	To         string // from To on
	Stored     int    // messages kept by now
}

// Fault is what goes wrong at a point. The zero Fault drops the connection.
type Fault struct {
	Say   string        // the answer given in place of the right one; "" drops the connection
	Wait  time.Duration // before anything else
	Right bool          // after the wait everything goes on as it should
	Keep  bool          // at End: the message is kept, and only its receipt fails
}

// Slow waits, and then goes on.
func Slow(d time.Duration) *Fault { return &Fault{Wait: d, Right: true} }

// Say answers something else than what is right.
func Say(answer string) *Fault { return &Fault{Say: answer} }

// Drop ends the connection without a word.
func Drop() *Fault { return &Fault{} }

// KeepAndDrop keeps the message, and drops the connection in place of a receipt.
func KeepAndDrop() *Fault { return &Fault{Keep: true} }
