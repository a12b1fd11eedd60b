// The lines that Slack itself writes in a channel, about the person named above them.

export const LINES = {
  en: {
    joined: "has joined the channel",
    left: "has left the channel",
    setTopicTo: "set the channel topic: {topic}",
    clearedTopic: "cleared the channel topic",
    renamedFrom: 'has renamed the channel from "{old}" to "{name}"',
    madePrivate: "made this channel *private*. Now, it can only be viewed or joined by invitation.",
    wasArchived: "archived the channel",
    wasUnarchived: "un-archived the channel",
  },
  ko: {
    joined: "채널에 참여했습니다",
    left: "채널에서 나갔습니다",
    setTopicTo: "채널 주제를 설정했습니다: {topic}",
    clearedTopic: "채널 주제를 지웠습니다",
    renamedFrom: '채널 이름을 "{old}"에서 "{name}"(으)로 변경했습니다',
    madePrivate: "이 채널을 *비공개*로 변경했습니다. 이제 초대를 받아야 보거나 참여할 수 있습니다.",
    wasArchived: "채널을 보관했습니다",
    wasUnarchived: "채널 보관을 취소했습니다",
  },
  pl: {
    joined: "dołącza do kanału",
    left: "opuszcza kanał",
    setTopicTo: "ustawia temat kanału: {topic}",
    clearedTopic: "usuwa temat kanału",
    renamedFrom: "zmienia nazwę kanału z „{old}” na „{name}”",
    madePrivate:
      "ustawia kanał jako *prywatny*. Odtąd widzą go i dołączają do niego tylko zaproszeni.",
    wasArchived: "archiwizuje kanał",
    wasUnarchived: "przywraca kanał z archiwum",
  },
};
