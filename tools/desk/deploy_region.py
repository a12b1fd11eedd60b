"""The region that `make deploy` deploys a stage to; sam asks for one too late, or takes its own."""

import sys

from tools.desk.deployment import SAM_CONFIG, in_aws
from tools.desk.errors import OperatorError
from tools.desk.sam_config import stack_of


def main(arguments: list[str]) -> int:
    """`arguments` is a stage of samconfig.toml, or nothing for the desk called "deskbell"."""
    try:
        print(deploy_region(arguments[0] if arguments else "default"))
    except OperatorError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def deploy_region(stage: str) -> str:
    """Raises OperatorError if there is no such stage, or no region is chosen."""
    region = in_aws(stack_of(stage, SAM_CONFIG), profile=None, region=None).region
    if not region:
        raise OperatorError(
            "no AWS region is chosen", "name one: export AWS_DEFAULT_REGION=eu-central-1"
        )
    return region


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
