//! Ready questions: a day from a calendar.
