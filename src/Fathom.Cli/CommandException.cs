namespace Fathom.Cli;

/// <summary>A command cannot do what was asked, for a reason that its user can act on.</summary>
/// <param name="code">One of <see cref="ExitCode"/>.</param>
/// <param name="message">What is wrong and what to do next.</param>
public sealed class CommandException(int code, string message) : Exception(message)
{
    /// <summary>The exit code of the process.</summary>
    public int Code { get; } = code;
}
