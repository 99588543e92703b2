command-decisions = 📥 Decisions
command-ask = ❓ Ask the head
command-approve = 📝 Ask for approval
ask-question = ❓ Question
ask-contract = 📄 Contract
ask-sum = 💰 Large sum
ask-resource = 🧰 Access or resource
ask-other = 📝 Another approval
ask-button = ❓ Ask the head
approve-button = 📝 Ask for approval
approval-bot = The bot
approval-title-of = { $kind } · { $client }
approval-card = <b>{ $title }</b>
approval-asker = Asked by { $name }, { $at }
approval-words = “{ $words }”
approval-sum = Sum: { $sum }
approval-files = { $count ->
    [one] 📎 { $count } file below
   *[other] 📎 { $count } files below
}
approval-file = 📎 { $title }
approval-with = ➡️ { $name } decides
approval-with-you = ➡️ You decide
approval-waits = ⏳ Sent. The answer will come here.
approval-decided = Decision: <b>{ $verdict }</b>. { $name }, { $at }
approval-word = 💬 “{ $words }”
approval-answer-given = 💬 Answered
approval-answered = Answered by <b>{ $name }</b>, { $at }
approval-withdrawn = ✖️ Taken back, nothing to decide.
approval-with-word = { $label }…
approval-answer = 💬 Answer
approval-agreed = ✅ Agreed
approval-rework = ✏️ Rework
approval-refused = ❌ Refuse
approval-yes = ✅ Yes
approval-no = ❌ No
approval-hand-button = 👤 Hand the decision on
approval-withdraw-button = ✖️ Take back
approval-word-button = 📝 Add a word
approval-word-edit = ✏️ Change the words
approval-to-whom = Who is to decide? { $title }
approval-nobody-else = There is nobody to hand it to: no colleague who may decide uses the bot.
approval-handed = ➡️ { $name } decides now
approval-absent = There is no such approval.
approval-undo-late = Too late to take it back: it is decided or gone already.
approval-deed-asked = a request for approval
approval-days = { $days } d
approval-line = { $age } · { $title }
approval-line-decided = { $title }: { $verdict }, { $at }
approval-line-withdrawn = ✖️ { $title }
approval-fact-owner = The client's manager: { $name }
approval-fact-last = The last decision about the client: { $kind } — { $verdict }, { $at }
approval-follows-told = ↪️ The answer was passed on. Asked by { $name }.
approval-follows-rework = ↪️ The answer was passed on, the rework is a task for tomorrow: { $name }.
approval-follows-give = ↪️ The answer was passed on. Handing it out is a task for tomorrow: { $name }.
approval-task-rework = Rework the contract: { $words }
approval-task-give = { $name } waits for: { $words }
approval-give = 🧰 Agreed, to be handed out. { $task }
approval-what = { $title }: “{ $words }”
approval-overdue = No answer in time. Asked by { $name }, { $at }
approval-settled = { $verdict } — { $name }
approval-settled-gone = the request was taken back
approval-settled-handed = the decision was handed on: { $name }
approval-settled-later = the answer is not due yet
client-approval = { $kind }, { $day }: “{ $words }” → { $verdict } ({ $name })
client-approval-word = { $kind }, { $day }: “{ $words }” → “{ $word }” ({ $name })
client-approval-open = { $kind }, { $day }: “{ $words }” — waits for an answer
decisions-title = { $count ->
    [one] 📥 <b>{ $count } waits for your decision</b>
   *[other] 📥 <b>{ $count } wait for your decision</b>
}
decisions-none = 📥 Nothing waits for your decision.
decisions-today = Decided today: { $count }
decisions-line = { $title }: { $verdict } ({ $name })
decisions-own = You asked:
verdict-title = 💬 Words to a decision
verdict-title-of = 💬 Words to a decision · { $title }
verdict-ask = { $verdict }. Type what to answer: whoever asked will read it.
verdict-ask-more = What is to be added? Whoever asked will read it.
verdict-hint = Type a few words at least. For example: too dear, offer a replacement
petition-title = 📝 For approval
petition-title-of = { $kind } · { $text }
petition-question = ❓ Question to the head
petition-ask-kind = What is to be approved?
petition-ask-question = What do you ask? A photo, a file or a voice message may go along.
petition-ask-contract = What is the contract about, and what is to be decided?
petition-ask-sum-why = What is the sum for, and why is it worth it?
petition-ask-resource = What do you need and what for? For example: access to 1C, to see payments
petition-ask-other = What is to be decided?
petition-ask-sum = What sum?
petition-ask-file = Send the file or a photo.
petition-ask-client = About which client? Type a name, INN or phone.
petition-ask-review = This is what the head will see. Send it?
petition-field-client = 🏢 { $client }
petition-field-files = { $count ->
    [one] 📎 { $count } file
   *[other] 📎 { $count } files
}
petition-no-sum = ⏭ No sum
petition-no-file = ⏭ No files
petition-no-client = ⏭ No client
petition-send = 📨 Send
petition-edit-text = ✏️ Text
petition-edit-client = ✏️ Client
petition-edit-file = 📎 File
petition-edit-sum = ✏️ Sum
petition-short = Too short to decide on. Say more, please.
petition-many-files = { $count ->
    [one] { $count } file may go along.
   *[other] { $count } files may go along.
}
petition-hint-text = Type it in words. For example: may they have the remote before they pay?
petition-hint-sum = Type a sum. For example: 15000 or 15k
petition-hint-file = Send a file or a photo.
petition-hint-client = Type the client's name or skip.
petition-nobody = There is nobody to decide yet: neither a head nor an admin uses the bot.
rule-e8 = Approval without an answer
threshold-first = Remind after
threshold-next = Pass on after
threshold-ack = Wait for “Got it” before repeating
