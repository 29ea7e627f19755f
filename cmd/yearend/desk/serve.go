package desk

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"net"
	"net/http"
	"path/filepath"
	"time"
)

// longest is how long a desk that nobody uses stays open.
const longest = time.Hour

// listen takes a port of this computer alone. A folder has the same one each time
// where that is free, since a browser keeps the ticks of a review by it.
func listen(folder string) (net.Listener, error) {
	whole, err := filepath.Abs(folder)
	if err != nil {
		return nil, fmt.Errorf("find the folder: %w", err)
	}
	sum := fnv.New32a()
	sum.Write([]byte(whole))
	const first, all = 49152, 65536 - 49152 // that nobody is given
	listens, err := net.Listen("tcp4", fmt.Sprintf("127.0.0.1:%d", first+int(sum.Sum32()%all)))
	if err != nil {
		listens, err = net.Listen("tcp4", "127.0.0.1:0")
	}
	if err != nil {
		return nil, fmt.Errorf("open the desk: %w", err)
	}
	return listens, nil
}

// Handler answers whoever may ask.
func (d *Desk) Handler() http.Handler { return d.guarded(d.mux) }

// Address opens the desk, once.
func (d *Desk) Address() string { return d.guard.opening() }

// Serve serves until it is told to end, by Ctrl-C or by its own button, or is unused for
// an hour. What is at work then ends as its command does on Ctrl-C: a sending after the
// message in hand.
func (d *Desk) Serve(ctx context.Context) error {
	server := &http.Server{Handler: d.Handler(), ReadHeaderTimeout: 10 * time.Second}
	served := make(chan error, 1)
	go func() { served <- server.Serve(d.listens) }()
	address := d.Address()
	fmt.Fprintf(d.asked.Window, "yearend desk: the season on a page of your browser, at %s\n\n", d.guard.origin())
	fmt.Fprintln(d.asked.Window, "Everything stays on this computer. Leave this window open while you work.")
	fmt.Fprintln(d.asked.Window, "To end it: \"End yearend\" on the page, or Ctrl-C here; unused, it ends after an hour.")
	fmt.Fprintf(d.asked.Window, "\nWhere no browser shows it, open this address in one; it is good once:\n%s\n", address)
	shut, err := d.asked.Browse(address)
	if err != nil {
		fmt.Fprintf(d.asked.Window, "no browser could be opened: %v\n", err)
	}
	why := d.wait(ctx, served, shut)
	shut()
	if one := d.works.busy(); one != nil {
		fmt.Fprintf(d.asked.Window, "%s: ending it first\n", one.Title)
		one.halt()
	}
	d.works.wait.Wait()
	farewell, stop := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer stop()
	server.Shutdown(farewell)
	if why != nil {
		return fmt.Errorf("serve the desk: %w", why)
	}
	fmt.Fprintln(d.asked.Window, "The desk has ended.")
	return nil
}

// wait waits for the end. Once the address has been used, shut takes away what led to it.
func (d *Desk) wait(ctx context.Context, served <-chan error, shut func()) error {
	look := time.NewTicker(time.Minute)
	defer look.Stop()
	used := d.guard.token.used
	for {
		select {
		case <-used:
			shut()
			used = nil
		case <-ctx.Done():
			return nil
		case <-d.over:
			return nil
		case err := <-served:
			if errors.Is(err, http.ErrServerClosed) {
				return nil
			}
			return err
		case <-look.C:
			if d.unused() >= longest {
				return nil
			}
		}
	}
}

// finish ends the desk, once the page that says so has gone out.
func (d *Desk) finish() {
	d.finishing.Do(func() {
		d.mu.Lock()
		d.finished = true
		d.mu.Unlock()
		time.AfterFunc(time.Second, func() { close(d.over) })
	})
}

// ended reports whether it was told to end by its own button.
func (d *Desk) ended() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.finished
}
