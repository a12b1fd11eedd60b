"""`./deskbell doctor`: looks at every link of a desk. Each area judges answers, purely; `examine`
asks and lists the findings, `report` prints them."""
