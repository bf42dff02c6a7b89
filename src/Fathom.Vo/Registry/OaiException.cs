namespace Fathom.Vo.Registry;

/// <summary>A request that cannot be answered, as harvesters are told (OAI-PMH 2.0, section 3.6).</summary>
/// <param name="code">Which of the protocol's conditions.</param>
/// <param name="message">What is wrong.</param>
internal sealed class OaiException(string code, string message) : Exception(message)
{
    /// <summary>Which of the protocol's conditions.</summary>
    public string Code { get; } = code;
}
