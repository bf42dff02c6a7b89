using Fathom.Compute.Steps;

namespace Fathom.Compute.Payload;

/// <summary>What the payload process does: one request, one step, one result.</summary>
public sealed class PayloadHost(IReadOnlyList<IStep> steps)
{
    /// <summary>Runs the request and returns the exit code (<see cref="PayloadExit"/>).</summary>
    /// <param name="requestFile">Path of the <see cref="PayloadRequest"/>.</param>
    /// <param name="parent">Standard input: its end means that the pilot is gone.</param>
    /// <param name="output">Log of the normal course.</param>
    /// <param name="error">Log of failures.</param>
    public int Run(string requestFile, Stream parent, TextWriter output, TextWriter error) => throw new NotImplementedException($"{steps.Count}");
}
