namespace Fathom.Production.Stores;

/// <summary>States of a file within a transformation.</summary>
public enum InputState
{
    /// <summary>No job has it.</summary>
    Unused,

    /// <summary>A job that has not ended has it.</summary>
    Assigned,

    /// <summary>Its job is done.</summary>
    Processed,

    /// <summary>Its job is held or killed.</summary>
    Problematic,

    /// <summary>The file is invalid.</summary>
    Invalid,
}
