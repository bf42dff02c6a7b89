namespace Fathom.Portal.Pages;

/// <summary>What a page says after an action: only these texts, so that no link can put words into the portal's mouth.</summary>
public static class Notices
{
    /// <summary>The parameter of an address that carries a code.</summary>
    public const string Parameter = "done";

    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["rescheduled"] = "The job waits again, with its count of failures cleared.",
        ["killed"] = "The job is killed; its running attempt is revoked at the pilot's next heartbeat.",
        ["cause-retried"] = "The held and killed jobs of the cause wait again.",
        ["cause-killed"] = "The held and waiting jobs of the cause are killed; a retry of the cause takes that back.",
        ["cause-partly"] = "Some jobs had changed meanwhile and were left as they are. The page shows the present state.",
        ["started"] = "The campaign is active.",
        ["stopped"] = "The campaign is stopped: running attempts finish, no new ones start.",
        ["refused"] = "The ledger refused: the state had changed meanwhile. The page shows the present one.",
        ["signed-out"] = "Signed out.",
    };

    /// <summary>The text of a code; empty for none.</summary>
    public static string Text(string code) => Texts.GetValueOrDefault(code, "");
}
