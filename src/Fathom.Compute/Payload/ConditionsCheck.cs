using System.Security.Cryptography;
using Fathom.Compute.Steps;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Payload;

/// <summary>Makes sure that the constants are those of the frozen tag.</summary>
internal static class ConditionsCheck
{
    /// <summary>Compares the file's SHA-256 with the tag's.</summary>
    /// <exception cref="StepFailedException">The file is missing or another one.</exception>
    public static void Verify(ConditionsReference? conditions)
    {
        if (conditions is null)
        {
            return;
        }
        var found = HashOf(conditions);
        if (!string.Equals(found, conditions.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new StepFailedException(
                "ConditionsChanged",
                $"{conditions.Path}: the constants of tag {conditions.Tag} should have SHA-256 {conditions.Sha256}, found {found}. "
                + "Restore the file: a tag is frozen.");
        }
    }

    private static string HashOf(ConditionsReference conditions)
    {
        try
        {
            using var file = File.OpenRead(conditions.Path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StepFailedException(
                "ConditionsMissing", $"{conditions.Path}: the constants of tag {conditions.Tag} cannot be read: {failure.Message}", failure);
        }
    }
}
