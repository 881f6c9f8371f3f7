using System.Text.RegularExpressions;

namespace Heketi.Conformance.Expectations;

/// <summary>A wanted difference of dumps: one rule for the names of thin pools.</summary>
internal static partial class ThinPoolNames
{
    /// <summary>A recorded dump in which every thin pool is named after its brick.</summary>
    public static string Own(string dump) => Pool().Replace(dump, "${start}tp_${brick}\"");

    [GeneratedRegex(
        "(?<start>\"(?<brick><brick[0-9]+>)\": \\{\\s+\"Info\": (?:(?!\"LvmThinPool\").)*\"LvmThinPool\": \")tp_<[a-z]+[0-9]+>\"", RegexOptions.Singleline)]
    private static partial Regex Pool();
}
