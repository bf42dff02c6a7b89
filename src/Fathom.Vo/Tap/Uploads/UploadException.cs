namespace Fathom.Vo.Tap.Uploads;

/// <summary>An upload cannot be had or read; the message is for who sent it.</summary>
/// <param name="problem">What was expected and what was found.</param>
/// <param name="isTooLarge">True where it is beyond a limit of size.</param>
public sealed class UploadException(string problem, bool isTooLarge = false) : Exception(problem)
{
    /// <summary>True where it is beyond a limit of size.</summary>
    public bool IsTooLarge { get; } = isTooLarge;
}
