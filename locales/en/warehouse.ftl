stock-serials-count = { $count ->
    [one] { $count } serial number is needed, { $given } given. For example: A-1001
   *[other] { $count } serial numbers are needed, { $given } given. For example: A-1001, A-1002
}
