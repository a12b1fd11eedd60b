"""Nothing asynchronous is lost in silence: what cannot be handled ends in a queue that is kept."""

from collections import defaultdict

from tests.template.cloudformation import Properties, Template, listed, named

FOURTEEN_DAYS = 14 * 24 * 3600


def _dead_letter_queues(template: Template) -> dict[str, str]:
    """The dead letters' queue of each queue that is worked on."""
    return {
        name: named(queue["RedrivePolicy"]["deadLetterTargetArn"])
        for name, queue in template.of_type("AWS::SQS::Queue").items()
        if "RedrivePolicy" in queue
    }


def _targets(template: Template) -> list[tuple[str, Properties]]:
    return [
        (name, target)
        for name, rule in template.of_type("AWS::Events::Rule").items()
        for target in rule["Targets"]
    ]


def _of_buckets(template: Template) -> list[str]:
    """The functions that a bucket calls with what is put into it."""
    return [
        named(configuration["Fn::If"][1]["Function"])
        for bucket in template.of_type("AWS::S3::Bucket").values()
        for configuration in bucket["NotificationConfiguration"]["LambdaConfigurations"]
    ]


def _of_stream(mapping: Properties) -> bool:
    return "StartingPosition" in mapping


def test_each_queue_gives_up_after_five_tries_or_holds_what_was_given_up(
    deployed: Template,
) -> None:
    queues = deployed.of_type("AWS::SQS::Queue")
    redriven = _dead_letter_queues(deployed)
    assert set(queues) - set(redriven) == {*redriven.values(), "DeadLetters"}
    for name, dead_letters in redriven.items():
        assert queues[name]["RedrivePolicy"]["maxReceiveCount"] == 5
        assert queues[name].get("FifoQueue") == queues[dead_letters].get("FifoQueue")


def test_queues_keep_messages_for_fourteen_days_and_encrypted(deployed: Template) -> None:
    for queue in deployed.of_type("AWS::SQS::Queue").values():
        assert queue["MessageRetentionPeriod"] == FOURTEEN_DAYS
        assert queue["SqsManagedSseEnabled"] is True


def test_a_message_stays_hidden_for_six_times_the_time_a_function_may_take(
    deployed: Template,
) -> None:
    queues = deployed.of_type("AWS::SQS::Queue")
    functions = deployed.of_type("AWS::Lambda::Function")
    for mapping in deployed.of_type("AWS::Lambda::EventSourceMapping").values():
        if not _of_stream(mapping):
            queue = queues[named(mapping["EventSourceArn"])]
            timeout = functions[named(mapping["FunctionName"])]["Timeout"]
            assert queue["VisibilityTimeout"] >= 6 * timeout


def test_the_last_message_of_a_batch_is_tried_before_it_is_given_up(deployed: Template) -> None:
    """Each delivery of an inbox's batch does at least its first message; the others may come
    again for want of time, which counts as a delivery of theirs."""
    [mapping] = [
        mapping
        for mapping in deployed.of_type("AWS::Lambda::EventSourceMapping").values()
        if not _of_stream(mapping) and named(mapping["EventSourceArn"]) == "InboxQueue"
    ]
    inbox = deployed.of_type("AWS::SQS::Queue")["InboxQueue"]
    assert mapping["BatchSize"] <= inbox["RedrivePolicy"]["maxReceiveCount"]


def test_one_bad_message_does_not_fail_its_batch(deployed: Template) -> None:
    for mapping in deployed.of_type("AWS::Lambda::EventSourceMapping").values():
        if not _of_stream(mapping):
            assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
            assert named(mapping["EventSourceArn"]) in _dead_letter_queues(deployed)


def test_a_poison_record_of_the_stream_is_put_aside(deployed: Template) -> None:
    mappings = deployed.of_type("AWS::Lambda::EventSourceMapping")
    streams = [mapping for mapping in mappings.values() if _of_stream(mapping)]
    assert len(streams) == 2, "a DynamoDB stream serves two readers"
    for mapping in streams:
        assert named(mapping["DestinationConfig"]["OnFailure"]["Destination"]) == "DeadLetters"
        assert mapping["BisectBatchOnFunctionError"] is True
        assert mapping["MaximumRetryAttempts"] == 10


def test_an_event_that_a_rule_cannot_deliver_is_kept(deployed: Template) -> None:
    for _, target in _targets(deployed):
        assert named(target["DeadLetterConfig"]["Arn"]) == "DeadLetters"


def test_a_function_that_a_rule_calls_leaves_what_it_failed_at(deployed: Template) -> None:
    functions = deployed.of_type("AWS::Lambda::Function")
    called = {named(target["Arn"]) for _, target in _targets(deployed)} & set(functions)
    called |= set(_of_buckets(deployed))
    kept = {
        named(config["FunctionName"]): named(
            config["DestinationConfig"]["OnFailure"]["Destination"]
        )
        for config in deployed.of_type("AWS::Lambda::EventInvokeConfig").values()
    }
    assert kept == dict.fromkeys(called, "DeadLetters")


def test_a_queue_takes_events_from_its_own_rules_only(deployed: Template) -> None:
    queues = deployed.of_type("AWS::SQS::Queue")
    senders = defaultdict(set)
    for rule, target in _targets(deployed):
        senders[named(target["DeadLetterConfig"]["Arn"])].add(rule)
        if named(target["Arn"]) in queues:
            senders[named(target["Arn"])].add(rule)
    admitted = {}
    for policy in deployed.of_type("AWS::SQS::QueuePolicy").values():
        (queue,) = map(named, policy["Queues"])
        (statement,) = policy["PolicyDocument"]["Statement"]
        assert statement["Principal"] == {"Service": "events.amazonaws.com"}
        assert statement["Action"] == "sqs:SendMessage"
        assert named(statement["Resource"]) == queue
        rules = listed(statement["Condition"]["ArnEquals"]["aws:SourceArn"])
        admitted[queue] = {named(rule) for rule in rules}
    assert admitted == senders
