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
        ["cause-applied"] = "It is done, or under way, for all of the cause; the operators' log follows it and takes it back where that is possible.",
        ["undone"] = "The action is taken back; what that touches is under way.",
        ["banned"] = "It is banned: no job is given out there any more.",
        ["ban-lifted"] = "The ban is lifted.",
        ["started"] = "The campaign is active.",
        ["stopped"] = "The campaign is stopped: running attempts finish, no new ones start.",
        ["refused"] = "It was refused: a reason was missing, or the state had changed meanwhile. The page shows the present one.",
        ["signed-out"] = "Signed out.",
    };

    /// <summary>The text of a code; empty for none.</summary>
    public static string Text(string code) => Texts.GetValueOrDefault(code, "");
}
