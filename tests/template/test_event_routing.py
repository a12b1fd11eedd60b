"""Which event wakes whom: each golden event reaches the targets written down here, no others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

import pytest

from tests.template.cloudformation import ROOT, Template, named
from tests.template.domain_events import events
from tests.template.event_patterns import matches

STARTS, RESUMES = {"ItFormMachine"}, {"ResumeQueue"}
MACHINES = {
    "it_form": "ItFormMachine",
    "loaner_laptop": "LoanerLaptopMachine",
    "guided_request": "GuidedRequestMachine",
    "outage_paging": "OutagePagingMachine",
    "nps_ping": "NpsPingMachine",
}
"""Which machine an event's `workflow` means."""

TARGETS: Mapping[str, set[str]] = {
    "TicketOpened": STARTS,
    "WorkflowStalled": STARTS,
    "TicketAssigned": RESUMES,
    "TicketSolved": RESUMES,
    "TicketCancelled": RESUMES,
    "TicketMerged": RESUMES,
    "TicketClosed": RESUMES,
    "ReminderDue": RESUMES,
    "EscalationDue": RESUMES,
    "CloseDue": RESUMES,
    "IssueLinked": set(),
    "IssueRequested": set(),
    "TicketFollowed": set(),
    "TicketUnfollowed": set(),
    "TicketReopened": RESUMES,
    "TicketPaused": RESUMES,
    "ActionUndone": RESUMES,
    "AssigneeLeft": RESUMES,
    "RequesterLeft": set(),
    "TicketResumed": set(),
    "RequesterNudged": set(),
    "VendorReminded": set(),
    "RequesterThanked": set(),
    "FollowUpOpened": set(),
    "TicketClassified": set(),
    "TicketConcealed": set(),
    "TicketRevealed": set(),
    "StrangerReported": set(),
    "TicketMoved": set(),
    "TicketDismissed": RESUMES,
    "TicketRedirected": RESUMES,
    "RuleApplied": set(),
    "SolvedByPeer": RESUMES,
    "QuestionOffered": set(),
    "HandOverOffered": set(),
    "AsideAsked": set(),
    "AsideAnswered": set(),
    "CsatAsked": set(),
    "CsatSkipped": set(),
    "CsatGiven": set(),
    "CsatCommented": set(),
    "CsatEnded": set(),
    "PersonSurveyed": set(),
    "HandOverDeclined": set(),
    "TicketTextRead": set(),
    "TicketTextEdited": set(),
    "TicketRerooted": set(),
    "TicketUnmerged": set(),
    "DuplicateAbsorbed": set(),
    "DuplicateReleased": set(),
    "TicketLinked": set(),
    "TicketUnlinked": set(),
    "PartAdded": set(),
    "PartRemoved": set(),
    "BulkBegun": set(),
    "BulkWentOn": set(),
    "RequesterTold": set(),
    "TicketFlagged": set(),
    "FlagPassedOn": set(),
    "FlagAnswered": set(),
    "FlagCleared": set(),
    "ApprovalMovedOn": set(),
    "ApprovalAnswered": set(),
    "ApprovalRecalled": set(),
    "ApprovalAsked": set(),
    "ApprovalVoted": set(),
    "ApprovalDelegated": set(),
    "ApproversReminded": set(),
    "ApprovalExpired": set(),
    "ApprovalWithdrawn": set(),
    "VoteRefused": set(),
    "ApproverNotReached": set(),
    "ApproverLeft": set(),
    "CommentAdded": set(),
    "CommentEdited": set(),
    "CommentDeleted": set(),
    "CommentPublished": set(),
    "CommentUnpublished": set(),
    "ActionRefused": set(),
    "RequestAcknowledged": set(),
    "RequestRouted": set(),
    "TriageReminded": set(),
    "RequestEscalated": set(),
    "CardMoved": set(),
    "DeliveryFailed": set(),
    "DeliveryRetried": set(),
    "StockImported": set(),
    "RequestBegun": {"GuidedRequestMachine"} | RESUMES,
    "RequestWentOn": RESUMES,
    "RequestEnded": RESUMES,
    "RequestFollowed": RESUMES,
    "RequestUnfollowed": RESUMES,
    "RequestRefused": RESUMES,
    "RequestNotDelivered": RESUMES,
    "LoanRequested": {"LoanerLaptopMachine"} | RESUMES,
    "LoanApproved": RESUMES,
    "LoanRefused": RESUMES,
    "LoanReserved": RESUMES,
    "LoanWaitlisted": RESUMES,
    "LoanOffered": RESUMES,
    "LoanMovedOffice": RESUMES,
    "VisitAttested": RESUMES,
    "VisitBooked": RESUMES,
    "DeliveryChosen": RESUMES,
    "VisitRefused": RESUMES,
    "LaptopShipped": RESUMES,
    "LaptopCheckedOut": RESUMES,
    "LoanReminded": RESUMES,
    "LoanFellDue": RESUMES,
    "LoanEscalated": RESUMES,
    "LoanExtended": RESUMES,
    "ReturnReported": RESUMES,
    "LaptopInspected": RESUMES,
    "LoanActionUndone": RESUMES,
    "LoanCancelled": RESUMES,
    "PickUpMissed": RESUMES,
    "HolderLeft": RESUMES,
    "LoanActionRefused": RESUMES,
    "BorrowerNotReached": RESUMES,
    "StockChanged": set(),
    "AssetMarked": set(),
    "IncidentRaised": {"OutagePagingMachine"} | RESUMES,
    "IncidentReported": RESUMES,
    "IncidentReopened": {"OutagePagingMachine"} | RESUMES,
    "IncidentHeld": RESUMES,
    "LevelPaged": RESUMES,
    "PagesSent": RESUMES,
    "PageReceipted": RESUMES,
    "IncidentExhausted": RESUMES,
    "IncidentAcknowledged": RESUMES,
    "AcknowledgementAdded": RESUMES,
    "IncidentUnacknowledged": RESUMES,
    "IncidentEscalated": RESUMES,
    "IncidentReassigned": RESUMES,
    "IncidentSnoozed": RESUMES,
    "IncidentAwoken": RESUMES,
    "IncidentUrgencyChanged": RESUMES,
    "IncidentUpdated": RESUMES,
    "IncidentNewsSpread": RESUMES,
    "IncidentRoleAssigned": RESUMES,
    "IncidentResolved": RESUMES,
    "AlertEnded": RESUMES,
    "AlertOvertaken": RESUMES,
    "IncidentReviewed": RESUMES,
    "IncidentChannelWanted": RESUMES,
    "IncidentChannelOpened": RESUMES,
    "MaintenanceSummarised": RESUMES,
    "DrillMissed": RESUMES,
    "IncidentMerged": RESUMES,
    "IncidentAbsorbed": RESUMES,
    "ToldAfterwards": RESUMES,
    "IncidentActionRefused": RESUMES,
    "PageBundled": set(),
    "PagesReleased": set(),
    "HeartbeatWatched": set(),
    "HeartbeatUnwatched": set(),
    "HeartbeatHeard": set(),
    "HeartbeatMissed": set(),
    "HeartbeatCameBack": set(),
    "HeartbeatPaused": set(),
    "NpsScoreReceived": set(),
    "NpsScoreCorrected": set(),
    "NpsTurnTaken": set(),
    "NpsWeekTold": set(),
    "NpsCaseOpened": {"NpsPingMachine"} | RESUMES,
    "NpsScoreAdded": RESUMES,
    "NpsScoreChanged": RESUMES,
    "NpsCaseTaken": RESUMES,
    "NpsCaseHandled": RESUMES,
    "NpsOutcomeNamed": RESUMES,
    "NpsCaseReopened": RESUMES,
    "NpsOwnerReminded": RESUMES,
    "NpsCaseEscalated": RESUMES,
    "NpsCaseClosed": RESUMES,
    "NpsActionRefused": RESUMES,
    "NpsLoopClosed": RESUMES,
    "NpsResurveyDue": RESUMES,
    "NpsResurveyWithheld": RESUMES,
    "NpsMemberAsked": RESUMES,
    "NpsContactDeclined": RESUMES,
    "NpsContactAllowed": RESUMES,
    "FeedbackReceived": set(),
    "FeedbackSeenAgain": set(),
    "FeedbackRated": set(),
    "FeedbackWithheld": set(),
    "FeedbackReacted": set(),
    "FeedbackActionRefused": set(),
    "FeedbackQueued": set(),
    "FeedbackDigested": set(),
    "FeedbackStood": set(),
    "ThemeOpened": set(),
    "ThemeItemAdded": set(),
    "ThemeItemRemoved": set(),
    "ThemeOriginatorsAdded": set(),
    "ThemeTaken": set(),
    "ThemeHandedOver": set(),
    "ThemeTaskAdded": set(),
    "ThemeTaskAnswered": set(),
    "ThemeReminded": set(),
    "ThemeSettled": set(),
    "ThemeUnsettled": set(),
    "ThemeMerged": set(),
    "ThemeEnlarged": set(),
    "ThemeTold": set(),
    "ThemeActionRefused": set(),
    "StandUpOpened": set(),
    "StandUpAsked": set(),
    "StandUpAnswered": set(),
    "StandUpClosed": set(),
    "StandUpAnswerRefused": set(),
    "ChangeAnnounced": set(),
    "ChangeVoted": set(),
    "ChangeCommented": set(),
    "ChangeActionRefused": set(),
    "DogfoodAsked": set(),
    "DogfoodSlotChosen": set(),
    "DogfoodDone": set(),
    "DogfoodMonthTold": set(),
    "PraiseGiven": set(),
    "PraiseTakenBack": set(),
    "PraiseSettled": set(),
    "PraiseActionRefused": set(),
    "PraiseQueued": set(),
    "PraiseRoundedUp": set(),
    "AnnouncementScheduled": set(),
    "AnnouncementPosted": set(),
    "AnnouncementRead": set(),
    "AnnouncementRewritten": set(),
    "AnnouncementReminded": set(),
    "AnnouncementWithdrawn": set(),
    "AnnouncementActionRefused": set(),
    "MemberWelcomed": set(),
    "MemberUnknown": set(),
    "WelcomeUndelivered": set(),
    "HomeShown": set(),
    "HomePageTurned": set(),
    "LanguageChosen": set(),
    "TicketsSearched": set(),
    "LoansSearched": set(),
    "LoanFormOffered": set(),
    "RaiseFormOffered": set(),
    "OnCallLookedUp": set(),
    "CoverAsked": set(),
    "CoverAccepted": set(),
    "CoverDeclined": set(),
    "CoverExpired": set(),
    "CoverWithdrawn": set(),
    "CoverRefused": set(),
    "OnCallHandedOver": set(),
    "OnCallGroupSet": set(),
    "ShiftReminded": set(),
    "OnCallWeekTold": set(),
    "OnCallGapWarned": set(),
    "OnCallPeopleChanged": set(),
    "DrillHeld": set(),
    "DrillReported": set(),
    "RotaWatched": set(),
    "InstallLost": set(),
    "FlagLogged": set(),
    "FlagsDigested": set(),
    "EventsDropped": {"CaptureMissedFunction"},
}
"""Targets of an event on the bus, by its detail-type; those of tickets are of an IT request."""

GOLDEN: dict[str, dict[str, Any]] = {
    file.stem: json.loads(file.read_text(encoding="utf-8"))
    for file in (ROOT / "events/bus").glob("*.json")
}

OF_TICKETS = sorted(
    name for name, event in GOLDEN.items() if event["detail"]["ref"].startswith("T#")
)

OUTSIDE = {
    "CaptureMissedFunctionIngressMended": "an alarm's, which AWS puts on the account's own bus",
    "ExecutionFailedRule": "Step Functions', which are there as well",
    "RecordReceiptFunctionDelivered": "AWS End User Messaging's, which are there as well",
}
"""The rules that listen to somebody else, and why."""

READERS = {
    "outbox_row": {"SendOutboxFunction"},
    "audit_row": {"PublishAuditFunction"},
    "ticket_row": set(),
    "sent_row": set(),
}
"""Readers of a record of the table's stream."""


def _rules(template: Template) -> dict[str, dict[str, Any]]:
    """Those of the desk's own bus."""
    rules = template.of_type("AWS::Events::Rule").items()
    return {
        name: dict(rule) for name, rule in rules if "EventPattern" in rule and name not in OUTSIDE
    }


def _reached(template: Template, event: Mapping[str, Any]) -> set[str]:
    return {
        named(target["Arn"])
        for rule in _rules(template).values()
        if matches(rule["EventPattern"], event)
        for target in rule["Targets"]
    }


def test_every_event_has_its_golden_event_and_its_targets() -> None:
    assert set(GOLDEN) == set(TARGETS) == set(events())


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_an_event_reaches_exactly_its_targets(name: str, deployed: Template) -> None:
    assert _reached(deployed, GOLDEN[name]) == TARGETS[name]


@pytest.mark.parametrize("name", OF_TICKETS)
def test_an_event_of_a_ticket_without_workflow_wakes_nobody(name: str, deployed: Template) -> None:
    event = GOLDEN[name]
    assert _reached(deployed, event | {"detail": event["detail"] | {"workflow": None}}) == set()


def test_no_rule_is_dead(deployed: Template) -> None:
    for name, rule in _rules(deployed).items():
        heard = {
            event["detail-type"]
            for event in _of_each_workflow(GOLDEN.values())
            if matches(rule["EventPattern"], event)
        }
        assert heard, name
        assert heard == set(rule["EventPattern"].get("detail-type", heard)), name


def _of_each_workflow(events: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """As they are, and a restart as that of each machine."""
    for event in events:
        yield event
        for workflow in MACHINES if event["detail-type"] == "WorkflowStalled" else ():
            yield {**event, "detail": {**event["detail"], "workflow": workflow}}


@pytest.mark.parametrize("workflow", MACHINES)
def test_a_restart_starts_the_machine_of_its_workflow_alone(
    workflow: str, deployed: Template
) -> None:
    event = GOLDEN["WorkflowStalled"]
    theirs = event | {"detail": event["detail"] | {"workflow": workflow}}
    machines = _reached(deployed, theirs) & set(MACHINES.values())
    assert machines == {MACHINES[workflow]}


def test_rules_listen_to_our_bus_and_to_us_only(deployed: Template) -> None:
    for rule in _rules(deployed).values():
        assert named(rule["EventBusName"]) == "DeskBus"
        assert rule["EventPattern"]["source"] == ["deskbell"]


def test_the_end_of_the_ingress_alarm_starts_a_back_fill_and_its_beginning_none(
    deployed: Template,
) -> None:
    rule = deployed.of_type("AWS::Events::Rule")["CaptureMissedFunctionIngressMended"]
    pattern, event = dict(rule["EventPattern"]), _golden_alarm()
    assert [named(resource) for resource in pattern.pop("resources")] == ["ApiFailuresAlarm"]
    begins = {"state": event["detail"]["previousState"], "previousState": event["detail"]["state"]}

    assert matches(pattern, event)
    assert not matches(pattern, event | {"detail": begins})
    assert "EventBusName" not in rule, "the account's own"
    assert [named(target["Arn"]) for target in rule["Targets"]] == ["CaptureMissedFunction"]


def _golden_alarm() -> dict[str, Any]:
    document = (ROOT / "events/alarm/ingress_mended.json").read_text(encoding="utf-8")
    event: dict[str, Any] = json.loads(document)
    return event


def test_an_execution_starts_with_the_event_itself(deployed: Template) -> None:
    machines = set(deployed.of_type("AWS::StepFunctions::StateMachine"))
    for rule in _rules(deployed).values():
        for target in rule["Targets"]:
            if named(target["Arn"]) in machines:
                assert target["InputPath"] == "$.detail"


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_golden_event_carries_what_its_class_has(name: str) -> None:
    event = GOLDEN[name]
    assert (event["source"], event["detail-type"]) == ("deskbell", name)
    assert set(event["detail"]) == {
        "ref",
        "install",
        "version",
        "workflow",
        "generation",
        "inbox",
        "actor",
        "cause",
        "at",
        "data",
    }
    assert set(event["detail"]["data"]) == {field.name for field in fields(events()[name])}


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_record_of_the_stream_reaches_exactly_its_reader(name: str, deployed: Template) -> None:
    (record,) = json.loads((ROOT / f"events/stream/{name}.json").read_text(encoding="utf-8"))[
        "Records"
    ]
    mappings = deployed.of_type("AWS::Lambda::EventSourceMapping").values()
    reached = {
        named(mapping["FunctionName"])
        for mapping in mappings
        for each in mapping.get("FilterCriteria", {}).get("Filters", ())
        if matches(json.loads(each["Pattern"]), record)
    }
    assert reached == READERS[name]


def test_every_record_has_its_readers_written_down() -> None:
    assert {file.stem for file in (ROOT / "events/stream").glob("*.json")} == set(READERS)
