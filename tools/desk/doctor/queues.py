"""Doctor, queues: are they there and in order, and has nothing been given up?"""

from collections.abc import Mapping

from tools.desk.deployment import Account, Stack
from tools.desk.doctor.blueprint import QueuePlan
from tools.desk.doctor.finding import Area, Finding

AREA = Area("Queues")


def look(account: Account, stack: Stack, plans: Mapping[str, QueuePlan]) -> list[Finding]:
    sqs = account.client("sqs")
    attributes = {
        queue.logical_id: sqs.get_queue_attributes(
            QueueUrl=queue.physical_id, AttributeNames=["All"]
        )["Attributes"]
        for queue in stack.of_kind("AWS::SQS::Queue")
    }
    return judge(attributes, plans, account.deploy, account.option)


def judge(
    found: Mapping[str, Mapping[str, str]],
    plans: Mapping[str, QueuePlan],
    deploy: str,
    option: str,
) -> list[Finding]:
    """`found` and `plans` by logical id; `option` names this desk to another command."""
    faults = [AREA.wrong(f"there is no {name}", deploy) for name in sorted(plans.keys() - found)]
    waiting = []
    for name, attributes in sorted(found.items()):
        plan = plans.get(name)
        if plan and plan.fifo != (attributes.get("FifoQueue") == "true"):
            faults.append(AREA.wrong(f"{name} is {'not ' * plan.fifo}FIFO", deploy))
        if plan and plan.redrives and "RedrivePolicy" not in attributes:
            faults.append(AREA.wrong(f"{name} has no dead-letter queue any more", deploy))
        count = int(attributes.get("ApproximateNumberOfMessages", 0))
        if "DeadLetters" in name and count:
            waiting.append(
                AREA.wrong(
                    f"{name} holds {count}: inputs or events that were given up",
                    f"see why: ./deskbell dlq show {option} {name}; then: dlq redrive",
                )
            )
    return [
        *AREA.sound(f"{len(found)} queues, in order where they have to be", faults),
        *AREA.sound("the dead-letter queues are empty", waiting),
    ]
