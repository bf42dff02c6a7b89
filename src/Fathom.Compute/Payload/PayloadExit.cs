namespace Fathom.Compute.Payload;

/// <summary>Exit codes of the payload process.</summary>
public static class PayloadExit
{
    /// <summary>The step made its outputs; the result file lists them.</summary>
    public const int Ok = 0;

    /// <summary>The step failed with a cause that the result file names.</summary>
    public const int StepFailed = 10;

    /// <summary>The request file cannot be used.</summary>
    public const int BadRequest = 64;

    /// <summary>An exception that the step does not name: a crash; the log has the stack.</summary>
    public const int Crashed = 70;

    /// <summary>The pilot went away or asked for the end.</summary>
    public const int Cancelled = 75;
}
