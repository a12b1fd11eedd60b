"""What rests is encrypted with AWS's keys; checkov's rules for keys of one's own are skipped."""

from tests.template.cloudformation import Template


def test_every_queue_encrypts_what_waits_in_it(deployed: Template) -> None:
    queues = deployed.of_type("AWS::SQS::Queue")
    assert queues
    assert [name for name, queue in queues.items() if not queue.get("SqsManagedSseEnabled")] == []
