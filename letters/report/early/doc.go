// Package early is what a run holds of a year that has not ended, beside its
// letters or its pages: the tables of projections and of performance, the page
// on which a person looks through projections before approving them, and the
// index of monthly reports for an intranet.
package early
