namespace Fathom.Database.Writing;

/// <summary>What an event can be about.</summary>
public static class Subjects
{
    /// <summary>A job with its attempts.</summary>
    public const string Job = "job";

    /// <summary>A copy of a file to a further element.</summary>
    public const string Transfer = "transfer";

    /// <summary>A file of the catalogue.</summary>
    public const string File = "file";

    /// <summary>A copy at a storage element.</summary>
    public const string Replica = "replica";

    /// <summary>A step of a campaign.</summary>
    public const string Transformation = "transformation";

    /// <summary>A campaign.</summary>
    public const string Campaign = "campaign";

    /// <summary>A pilot.</summary>
    public const string Pilot = "pilot";

    /// <summary>What an operator did.</summary>
    public const string OperatorAction = "operator_action";
}
