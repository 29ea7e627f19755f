package main

import "yearend/letters/report"

// payments is what the finance system wants in payments.csv and in the
// workbook besides the program's own columns.
type payments struct {
	Columns []paymentColumn
}

// paymentColumn is a name, or a name with what stands in every row; without
// a value it is left for Finance to fill in.
type paymentColumn struct {
	Column string `short:"true"`
	Value  string
}

func (p payments) supplier() []report.SupplierColumn {
	var columns []report.SupplierColumn
	for _, c := range p.Columns {
		columns = append(columns, report.SupplierColumn{Name: c.Column, Value: c.Value})
	}
	return columns
}
