no-such = x
